"""Builders that several tests share. What one test needs stands in that test."""
