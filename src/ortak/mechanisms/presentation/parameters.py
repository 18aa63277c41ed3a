"""The parameters of an operation of the API."""

from typing import Any

from ninja import Schema
from pydantic import ValidationInfo, model_validator


class Parameters(Schema):
    """The parameters of an operation. Any other name is refused: a filter that is misspelt would filter nothing."""

    @model_validator(mode="before")
    @classmethod
    def nothing_else(cls, values: Any, info: ValidationInfo) -> Any:
        request = (info.context or {}).get("request")
        if request is not None:
            known = [field.alias or name for name, field in cls.model_fields.items()]
            if unknown := [name for name in request.GET if name not in known]:
                raise ValueError(f"there is no parameter {unknown[0][:80]!r}; there are {', '.join(known)}")
        return values
