"""Writes resources/schemas/emannotationschemas.json: every annotation schema as the genuine schema service knows it.

    python3 -m venv /tmp/schemas && /tmp/schemas/bin/pip install emannotationschemas==5.26.3
    /tmp/schemas/bin/python scripts/schemas.py

`names` is the answer of GET /schema/api/v2/type, `definition` that of GET /schema/api/v2/type/<name>. `fields` are the
schema's fields in the order of their columns, taken from the package's own flattened model.
"""

import json
from importlib.metadata import version
from pathlib import Path

import marshmallow as mm
from marshmallow_jsonschema import JSONSchema

from emannotationschemas import get_schema, get_types
from emannotationschemas.flatten import create_flattened_schema
from emannotationschemas.models import field_column_map
from emannotationschemas.schemas.base import (
    AutoUserIdField,
    BoundSpatialPoint,
    ReferenceTableField,
    SegmentationField,
    SpatialPoint,
)

TARGET = Path(__file__).parent.parent / "resources" / "schemas" / "emannotationschemas.json"

KINDS = {
    "BigInteger": "integer",
    "Integer": "integer",
    "Float": "number",
    "String": "text",
    "Boolean": "boolean",
    "Geometry": "position",
}
COLUMNS = {
    "BigInteger": "bigint",
    "Integer": "integer",
    "Float": "double precision",
    "String": "character varying",
    "Boolean": "boolean",
    "Geometry": "text",
}


def field_of(name, field, flattened):
    """One field: a point as a whole, since its columns follow from its kind."""
    if isinstance(field, mm.fields.Nested):
        bound = issubclass(field.nested, BoundSpatialPoint)
        if not bound and not issubclass(field.nested, SpatialPoint):
            raise TypeError(f"{name}: a nested {field.nested} is no point")
        kind, column, source = "bound-point" if bound else "point", "text", flattened[f"{name}_position"]
    else:
        column_type = field_column_map[type(field)].__name__
        kind = "reference" if isinstance(field, ReferenceTableField) else KINDS[column_type]
        column, source = COLUMNS[column_type], field
    entry = {
        "name": name,
        "kind": kind,
        "required": field.required,
        # The package lets null through wherever a field is not required, for schemas derived from its base.
        "nullable": bool(field.allow_none),
        "column": column,
    }
    if source.metadata.get("index"):
        entry["indexed"] = True
    choices = [list(rule.choices) for rule in field.validators if isinstance(rule, mm.validate.OneOf)]
    if choices:
        entry["choices"] = choices[0]
    if isinstance(field, AutoUserIdField):
        entry["automatic"] = True
    return entry


def fields_of(name):
    schema = get_schema(name)
    declared = schema().fields
    flattened = create_flattened_schema(schema)._declared_fields
    entries = [field_of(key, declared[key], flattened) for key in schema._declared_fields]
    order = [key.removesuffix("_position") if key not in declared else key for key in flattened
             if key in declared or key.endswith("_position")]
    if [entry["name"] for entry in entries] != order:
        raise ValueError(f"{name}: columns {order} are ordered otherwise than fields")
    left = [key for key, field in flattened.items() if isinstance(field, SegmentationField)
            and key.rsplit("_supervoxel_id")[0].rsplit("_root_id")[0] not in declared]
    if left:
        raise ValueError(f"{name}: {left} belong to no bound point")
    return entries


def main():
    names = get_types()
    lines = [
        f"    {json.dumps(name)}: "
        + json.dumps({"definition": JSONSchema().dump(get_schema(name)()), "fields": fields_of(name)})
        for name in names
    ]
    head = f'{{\n  "package": "emannotationschemas {version("emannotationschemas")}",\n'
    body = f'  "names": {json.dumps(names)},\n  "schemas": {{\n' + ",\n".join(lines) + "\n  }\n}\n"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(head + body, encoding="utf8")


if __name__ == "__main__":
    main()
