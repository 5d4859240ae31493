#!/usr/bin/python3
"""Checks Kubernetes manifests against the API's schema, without a cluster and without a network.

usage: check-kubernetes.py FILE...      needs Debian's python3-kubernetes, whose models are generated from that schema
Each document is walked along the model of its kind: unknown fields, missing required ones and values of another type are told with
their path. Exit code 1 if there are any.
"""
import re
import sys

import yaml
from kubernetes import client

PRIMITIVES = {"str": str, "int": int, "bool": bool, "float": (int, float), "object": object, "datetime": str}


def check(value, kind, path):
    if value is None:
        return [f"{path}: has no value"]
    if found := re.fullmatch(r"list\[(.*)\]", kind):
        if not isinstance(value, list):
            return [f"{path}: takes a list"]
        return [problem for i, item in enumerate(value) for problem in check(item, found[1], f"{path}[{i}]")]
    if found := re.fullmatch(r"dict\(str, (.*)\)", kind):
        if not isinstance(value, dict):
            return [f"{path}: takes a map"]
        return [problem for key, item in value.items() for problem in check(item, found[1], f"{path}.{key}")]
    if kind in PRIMITIVES:
        # The client's word for a number or a text is object; a bool is an int in Python only.
        fits = isinstance(value, PRIMITIVES[kind]) and (kind in ("bool", "object") or not isinstance(value, bool))
        return [] if fits else [f"{path}: takes {kind}, not {value!r}"]
    return check_model(value, getattr(client, kind), path)


def check_model(value, model, path):
    if not isinstance(value, dict):
        return [f"{path}: takes {model.__name__}"]
    attributes = {name: attribute for attribute, name in model.attribute_map.items()}
    problems = [f"{path}.{name}: is unknown to {model.__name__}" for name in value if name not in attributes]
    for name, attribute in attributes.items():
        if name in value:
            problems += check(value[name], model.openapi_types[attribute], f"{path}.{name}")
    try:
        # The constructor refuses a model that lacks what is required, or has a word that it does not take.
        model(**{attributes[name]: item for name, item in value.items() if name in attributes})
    except ValueError as refused:
        problems.append(f"{path}: {refused}")
    return problems


def check_document(document, place):
    group, _, version = document.get("apiVersion", "").rpartition("/")
    model = getattr(client, f"{version.capitalize()}{document.get('kind')}", None)
    if model is None or "api_version" not in model.attribute_map:
        return [f"{place}: no kind {document.get('kind')} in {document.get('apiVersion')}"]
    return check_model(document, model, f"{place} {document['kind']}")


def main(files):
    problems, count = [], 0
    for file in files:
        with open(file, encoding="utf-8") as stream:
            for document in yaml.safe_load_all(stream):
                problems += check_document(document, file)
                count += 1
    print("\n".join(problems) or f"{count} documents are what Kubernetes takes")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
