"""Texts of a plan: a string, or one for each of several languages; which one is read depends on the language in use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from targets.language import NATIVE, _, language

_LANGUAGE_CODE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


class Translated(str):
    """A text in several languages; as a plain string it is English where it is given, or else the first."""

    by_language: dict[str, str]

    __slots__ = ("by_language",)

    def __new__(cls, by_language: Mapping[str, str]) -> Self:
        """Keep every language; there is at least one."""
        text = super().__new__(cls, by_language.get(NATIVE, next(iter(by_language.values()))))
        text.by_language = dict(by_language)
        return text

    def __getnewargs__(self) -> tuple[dict[str, str]]:  # type: ignore[override]
        return (self.by_language,)

    def __eq__(self, other: object) -> bool:
        return self.by_language == other.by_language if isinstance(other, Translated) else str(self) == other

    def __hash__(self) -> int:
        return super().__hash__()

    def in_use(self) -> str:
        """The text for the language in use; English or the first where it is not translated.

        >>> Translated({"de": "Oben", "es": "Arriba"}).in_use()
        'Oben'
        """
        code = language()
        return self.by_language.get(code) or self.by_language.get(code.partition("-")[0]) or str(self)


class Part(BaseModel):
    """A part of a plan: frozen and strict; a text in several languages is read in the language in use."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
        serialize_by_alias=True,
    )

    def __getattribute__(self, name: str) -> Any:
        # A plan outlives a change of language: a recording of a German sitting may be read in Spanish.
        value = super().__getattribute__(name)
        return value.in_use() if type(value) is Translated else value

    def texts(self) -> dict[str, str]:
        """The texts that were given here, by their keys, as they were given: a string or Translated."""
        return {key: text for key, text in self.__dict__.items() if isinstance(text, str) and not _is_word(self, key)}


def _is_word(part: BaseModel, key: str) -> bool:
    """Whether a key takes one of some words of the file format rather than a text."""
    return get_origin(type(part).model_fields[key].annotation) is Literal


def _printable(text: str) -> str:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        raise ValueError(_("must have printable signs only"))
    return text


def _in_languages(value: object, handler: ValidatorFunctionWrapHandler) -> str:
    if isinstance(value, Translated):
        value = value.by_language
    if not isinstance(value, Mapping):
        text: str = handler(value)
        return text
    if not value or not all(isinstance(code, str) and _LANGUAGE_CODE.fullmatch(code) for code in value):
        raise ValueError(_('must name languages by their letters, such as {en = "Up", de = "Oben"}'))
    texts = {}
    for code, said in value.items():
        try:
            texts[str(code)] = handler(said)
        except ValidationError as error:
            why = _("the text in {language} must be a text of printable signs, not empty and not too long")
            raise ValueError(why.format(language=f'"{code}"')) from error
    return Translated(texts)


def _plain(text: str) -> str | dict[str, str]:
    return text.by_language if isinstance(text, Translated) else text


def _text(longest: int) -> Any:
    return StringConstraints(min_length=1, max_length=longest)


_LANGUAGES = WrapValidator(_in_languages)
_PLAIN = PlainSerializer(_plain)

Line = Annotated[str, _text(120), AfterValidator(_printable), _LANGUAGES, _PLAIN]
Cue = Annotated[str, _text(300), AfterValidator(_printable), _LANGUAGES, _PLAIN]
Passage = Annotated[str, _text(1000), AfterValidator(_printable), _LANGUAGES, _PLAIN]
Note = Annotated[str, _text(2000), AfterValidator(_printable), _LANGUAGES, _PLAIN]
AgeKey = Annotated[str, StringConstraints(pattern=r"\Aage1[02-9ac-hj-np-z]{58}\z")]
"""A public key as age writes it; whether its check signs fit is found out when it is used."""
