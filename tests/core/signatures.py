"""Signatures of every kind, between them with every shape of type."""

from __future__ import annotations

from jupyter_interview.domain.signatures import (
    ClassSignature,
    FunctionSignature,
    Method,
    Parameter,
    ProgramSignature,
    Signature,
)

SIGNATURES: dict[str, Signature] = {
    "plain": FunctionSignature(
        "pick_rows",
        (
            Parameter("row_names", "string[][]"),
            Parameter("exact", "bool"),
            Parameter("share", "float"),
            Parameter("limit", "long"),
            Parameter("count", "int"),
        ),
        "int[]",
    ),
    "nullable": FunctionSignature(
        "fill_gaps",
        (
            Parameter("readings", "int?[]"),
            Parameter("first", "long?"),
            Parameter("names", "string[]?"),
            Parameter("shares", "float?"),
            Parameter("open", "bool?"),
        ),
        "float[]?",
    ),
    "maps": FunctionSignature(
        "group_all",
        (
            Parameter("scores", "map<string,int[]>"),
            Parameter("levels", "map<int,map<string,bool>>"),
            Parameter("gaps", "map<int,long?>[]"),
        ),
        "map<string,float>",
    ),
    "nodes": FunctionSignature(
        "weave", (Parameter("lists", "linked_list<int>[]"), Parameter("root", "tree<string>")), "linked_list<int>"
    ),
    "class": ClassSignature(
        "LruCache",
        (
            Method("put_all", "void", (Parameter("keys", "string[]"), Parameter("value", "int"))),
            Method("get", "int?", (Parameter("key", "string"),)),
            Method("size", "int"),
        ),
        (Parameter("capacity", "int"),),
    ),
    "class of nodes": ClassSignature("TreeWalk", (Method("next_value", "float"),), (Parameter("root", "tree<float>"),)),
    "program": ProgramSignature(),
}
