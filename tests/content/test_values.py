"""Values that mean the same are the same."""

import pytest
from pydantic import TypeAdapter

from kbgen.content.values import Language, Languages


@pytest.mark.parametrize(
    ("written", "usual"),
    [("DE", "de"), ("de-at", "de-AT"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("Deu", "deu")],
)
def test_a_language_is_the_same_in_any_case(written, usual):
    assert TypeAdapter(Language).validate_python(written) == usual
    assert TypeAdapter(Languages).validate_python(written) == (usual,)
