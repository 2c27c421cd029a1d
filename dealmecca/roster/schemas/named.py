"""What every answer of the roster names: companies, people, duties."""

from typing import Annotated

from pydantic import Field

from dealmecca.lib.json_shapes import Answer, Text
from dealmecca.roster.vocabularies import HOW

HowCode = Annotated[str, Field(description=f"How it is known: {', '.join(HOW.codes)}")]
HowText = Annotated[
    str, Field(max_length=80, description=f"How it is known. A code, its label or a usual name: {', '.join(HOW.codes)}")
]


class CompanyRef(Answer):
    id: str
    name: str
    slug: str


class PersonRef(Answer):
    """Title and company are those of the day that was asked for."""

    id: str
    name: str
    title: Text
    company: CompanyRef


class DutyRef(Answer):
    id: str
    slug: str
    name: str
    category: str
