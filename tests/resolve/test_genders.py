from kg.resolve.genders import is_given_name, of_given_name


def test_gender_is_that_of_nearly_all_bearers():
    assert of_given_name("Maria") == "female"
    assert of_given_name("Piotr Velm") == "male"


def test_name_of_both_or_of_nobody_known_tells_nothing():
    assert of_given_name("Robin") is None
    assert of_given_name("Xqvar") is None
    assert is_given_name("Robin")
    assert not is_given_name("Xqvar")


def test_accents_do_not_hide_a_given_name():
    assert of_given_name("José") == "male"
