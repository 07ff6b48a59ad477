"""The JSON schema of a recording, from which the front end's types are made: `python -m gradwalk.recording.schema`."""

import json
import sys

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from .recording import Recording


class _Named(GenerateJsonSchema):
    """Titles only where they name a type, so that the types made from the schema carry the models' names alone."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - named by the base class
        return False


def schema() -> JsonSchemaValue:
    """JSON schema (draft 2020-12) of a recording."""
    return Recording.model_json_schema(schema_generator=_Named)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
