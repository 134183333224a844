"""Row types and Table Schemas say the same."""

from __future__ import annotations

import datetime as dt
import typing
from dataclasses import FrozenInstanceError, fields

import pytest

from schemas import ROW_TYPES, TABLES, Action, Dataset, Plan, column_types, columns, records, table_schema

PYTHON_TYPES: dict[str, set[object]] = {
    "string": {str},
    "date": {dt.date | None},
    "boolean": {bool, bool | None},
    "integer": {int, int | None},
    "number": {float, float | None},
    "list": {tuple[str, ...]},
    "object": {tuple[tuple[str, str], ...]},
}

CONTRACT = {
    "plans": "plan_id council council_code council_code_3 region title version plan_date framework inspection_start"
    " inspection_end report_date judgement source_file source_url sha256 page_count text_layer",
    "recommendations": "recommendation_id plan_id section recommendation_kind recommendation_ref recommendation"
    " recommendation_timescale recommendation_due see_also themes page_first page_last",
    "actions": "action_id plan_id recommendation_id council section recommendation_kind recommendation_ref"
    " recommendation recommendation_timescale outcome phase action_ref action_stem action leads_raw leads"
    " lead_responsible deadline_raw due_kind due_start due_date due_precision is_ongoing due_recurrence accountable_to"
    " progress_raw progress_as_at completed_date status rag rag_source overdue status_raw percent_complete due_original"
    " success_measure monitoring resources extra change_types themes page confidence flags",
    "leads": "action_id position lead_kind lead_raw acronym person role agency function seniority is_responsible"
    " resolved_by",
    "deadlines": "action_id position deadline_raw start end precision recurrence purpose in_force flags",
    "updates": "action_id position as_at text status",
    "changes": "change_id plan_id_old plan_id_new recommendation_ref action_ref_old action_ref_new change old new days",
    "milestones": "action_id position label target due",
    "acronyms": "plan_id acronym position expansion source page",
    "findings": "finding_id plan_id source_file severity code message record_id field page x0 top x1 bottom text",
    "provenance": "record_id field position page x0 top x1 bottom extractor confidence",
}


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_contract(table: str) -> None:
    assert columns(table) == tuple(CONTRACT[table].split())


@pytest.mark.parametrize("table", TABLES)
def test_fields_of_the_row_type_are_the_columns(table: str) -> None:
    assert tuple(field.name for field in fields(ROW_TYPES[table])) == columns(table)


@pytest.mark.parametrize("table", TABLES)
def test_types_of_the_row_type_are_those_of_the_columns(table: str) -> None:
    hints = typing.get_type_hints(ROW_TYPES[table], vars(records))
    wrong = {name: hints[name] for name, kind in column_types(table).items() if hints[name] not in PYTHON_TYPES[kind]}
    assert not wrong


@pytest.mark.parametrize("table", TABLES)
def test_schema_describes_every_column_and_names_a_key(table: str) -> None:
    schema = table_schema(table)
    assert all(field["description"].endswith(".") for field in schema["fields"])
    assert schema["missingValues"] == [""]
    assert set(schema["primaryKey"]) <= set(columns(table))
    for reference in schema.get("foreignKeys", []):
        assert set(reference["fields"]) <= set(columns(table))
        assert set(reference["reference"]["fields"]) <= set(columns(reference["reference"]["resource"]))


def test_closed_lists_hold_the_defaults_of_the_row_types() -> None:
    for table, row_type in ROW_TYPES.items():
        enums = {
            f["name"]: f["constraints"]["enum"]
            for f in table_schema(table)["fields"]
            if "enum" in f.get("constraints", {})
        }
        for field in fields(row_type):
            if field.name in enums and isinstance(field.default, str) and field.default:
                assert field.default in enums[field.name]


def test_dataset_has_a_field_per_table() -> None:
    assert tuple(field.name for field in fields(Dataset)) == TABLES


def test_unknown_table_is_named() -> None:
    with pytest.raises(KeyError, match="boards"):
        table_schema("boards")


def test_callers_cannot_change_the_schema() -> None:
    table_schema("plans")["fields"].clear()
    assert table_schema("plans")["fields"]


def test_merged_keeps_order_and_loses_nothing() -> None:
    first = Dataset(plans=(Plan("p1"),), actions=(Action("a1"), Action("a2")))
    second = Dataset(plans=(Plan("p2"),), actions=(Action("a3"),))
    merged = Dataset.merged([first, second])
    assert [plan.plan_id for plan in merged.plans] == ["p1", "p2"]
    assert [action.action_id for action in merged.actions] == ["a1", "a2", "a3"]
    assert Dataset.merged([]) == Dataset()


def test_rows_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Plan("p1").council = "Elsewhere"  # type: ignore[misc]
