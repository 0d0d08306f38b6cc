"""The components of design 6: each paints itself from the tokens, in a subclass of the standard
class that tells a screen reader the right thing."""
