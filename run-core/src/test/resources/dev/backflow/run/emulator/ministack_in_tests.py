"""Ministack with resources that it cannot make: the types that BACKFLOW_RESOURCES_OF_PAPER names, and alarms on a formula.

A stack may have such a resource, and it may be referred to and deleted, but there is nothing behind it. Ministack rolls
a stack back that has a resource of any other type that it does not know. Of a task definition in a stack it forgets the
secrets, which it resolves for any other: they are put back. And it deletes stacks by their names alone: by their ids too.
"""

import os

from ministack import app
from ministack.services import ecs
from ministack.services.cloudformation import handlers as calls
from ministack.services.cloudformation import provisioners

TASK_DEFINITION = "AWS::ECS::TaskDefinition"
ALARM = "AWS::CloudWatch::Alarm"
ON_PAPER = "on-paper-"


def create(logical_id, properties, stack_name):
    return f"{ON_PAPER}{stack_name}-{logical_id}".lower(), {}


def delete(physical_id, properties):
    pass


def without_formulas(alarm):
    """The handler of alarms, which refuses those on a formula."""

    def create_alarm(logical_id, properties, stack_name):
        maker = create if "Metrics" in properties else alarm["create"]
        return maker(logical_id, properties, stack_name)

    def delete_alarm(physical_id, properties):
        if not physical_id.startswith(ON_PAPER):
            alarm["delete"](physical_id, properties)

    return {**alarm, "create": create_alarm, "delete": delete_alarm}


def with_secrets(task_definition):
    """The handler of task definitions, which leaves the secrets of containers as they are spelled in templates."""

    def create_definition(logical_id, properties, stack_name):
        arn, attributes = task_definition["create"](logical_id, properties, stack_name)
        made = ecs._task_defs[arn.split("/")[-1]]["containerDefinitions"]
        for container, wanted in zip(made, properties["ContainerDefinitions"]):
            container["secrets"] = [
                {"name": secret["Name"], "valueFrom": secret["ValueFrom"]} for secret in wanted.get("Secrets", [])
            ]
        return arn, attributes

    return {**task_definition, "create": create_definition}


def by_name(delete_stack):
    """The call that deletes a stack, and silently does not when it is named by its id."""

    def delete_named(parameters):
        name = parameters.get("StackName", [""])
        text = name[0] if isinstance(name, list) else name
        if text.startswith("arn:"):
            parameters = {**parameters, "StackName": [text.split("/")[1]]}
        return delete_stack(parameters)

    return delete_named


def main():
    handlers = provisioners._RESOURCE_HANDLERS
    for name in os.environ["BACKFLOW_RESOURCES_OF_PAPER"].split(","):
        if name in handlers:
            raise SystemExit(f"ministack makes {name} itself: take it off the list")
        handlers[name] = {"create": create, "delete": delete}
    handlers[ALARM] = without_formulas(handlers[ALARM])
    handlers[TASK_DEFINITION] = with_secrets(handlers[TASK_DEFINITION])
    calls._ACTION_HANDLERS["DeleteStack"] = by_name(calls._ACTION_HANDLERS["DeleteStack"])
    app.main()
