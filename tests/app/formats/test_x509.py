from contextlib import suppress

import pytest
from cryptography import x509 as oracle
from hypothesis import given
from hypothesis import strategies as st
from support_signing import Key, authority, signer

from app.errors import CorruptImage
from app.formats.x509 import Certificate, chain, common_name, same_name
from app.inspection.revocations import published


def read(key: Key) -> Certificate:
    return Certificate.read(key.der)


def test_a_certificate_reads_as_it_was_made() -> None:
    above = authority("Test CA")
    key = signer("Test signer", above)
    read_back = read(key)
    numbers = key.private.public_key().public_numbers()
    assert (read_back.name, common_name(read_back.issuer)) == ("Test signer", "Test CA")
    assert read_back.serial == key.certificate.serial_number
    assert read_back.key is not None
    assert (read_back.key.modulus, read_back.key.exponent) == (numbers.n, numbers.e)
    assert read_back.signed == key.certificate.tbs_certificate_bytes
    assert (read_back.algorithm, read_back.signature) == ("sha256", key.certificate.signature)
    assert (read_back.signs_itself, read(above).signs_itself) == (False, True)


@pytest.mark.parametrize("known", published().authorities, ids=lambda known: known.name)
def test_real_certificates_read_as_cryptography_reads_them(known: object) -> None:
    certificate = getattr(known, "certificate")  # noqa: B009  (parametrize has no type for it)
    told = oracle.load_der_x509_certificate(certificate.whole)
    (name,) = told.subject.get_attributes_for_oid(oracle.NameOID.COMMON_NAME)
    assert (certificate.name, certificate.serial) == (name.value, told.serial_number)
    assert certificate.signed == told.tbs_certificate_bytes


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_who_signed_it(algorithm: str) -> None:
    above = authority("Test CA")
    below = read(signer("Test signer", above, algorithm=algorithm))
    assert below.signed_by(read(above))
    assert not read(above).signed_by(below)
    assert not below.signed_by(read(authority("Another CA")))


def test_a_name_alone_is_no_proof() -> None:
    impostor = authority("Test CA", copy=2)
    assert not read(signer("Test signer", authority("Test CA"))).signed_by(read(impostor))


def test_a_chain_goes_as_far_as_it_is_proven() -> None:
    root = authority("Test CA")
    middle = signer("Middle", root)
    last = read(signer("Last", middle))
    others = (read(root), read(authority("Test CA", copy=2)), read(middle))
    assert [each.name for each in chain(last, others)] == ["Last", "Middle", "Test CA"]
    assert [each.name for each in chain(last, others[:2])] == ["Last"]
    assert chain(read(root), others) == (read(root),)


def test_names_are_compared_as_people_would() -> None:
    one = (("2.5.4.10", "Microsoft  Corporation"), ("2.5.4.3", "UEFI CA"))
    assert same_name(one, (("2.5.4.10", "microsoft corporation"), ("2.5.4.3", "uefi ca ")))
    assert not same_name(one, one[:1])
    assert common_name(one[:1]) == "Microsoft  Corporation"
    assert common_name(()) == ""


@given(st.data())
def test_a_changed_certificate_is_corrupt_or_not_signed(data: st.DataObject) -> None:
    above = authority("Test CA")
    whole = bytearray(signer("Test signer", above).der)
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with suppress(CorruptImage):
        changed = Certificate.read(bytes(whole))
        signed = signer("Test signer", above).certificate.tbs_certificate_bytes
        assert not changed.signed_by(read(above)) or changed.signed == signed


@given(st.binary(max_size=200))
def test_garbage_is_corrupt(data: bytes) -> None:
    with pytest.raises(CorruptImage):
        Certificate.read(b"\x30\x82\x00\xc8\x30" + data)
