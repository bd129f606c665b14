"""An order as somebody who knows boto3 would write it: a decider and a worker of their own, and a client that looks on."""
import json
import sys
import threading

import boto3

swf = boto3.client("swf", endpoint_url=sys.argv[1])
domain = "shop"
task_list = {"name": "main"}
order = {"name": "Order", "version": "1"}
charge = {"name": "Charge", "version": "1"}
NONE = "NONE"


def decide():
    while True:
        task = swf.poll_for_decision_task(domain=domain, taskList=task_list, identity="decider")
        if not task.get("taskToken"):
            continue
        done = [event for event in task["events"] if event["eventType"] == "ActivityTaskCompleted"]
        if done:
            result = done[0]["activityTaskCompletedEventAttributes"]["result"]
            attributes = {"result": result}
            decision = {
                "decisionType": "CompleteWorkflowExecution",
                "completeWorkflowExecutionDecisionAttributes": attributes,
            }
        else:
            attributes = {"activityId": "charge", "activityType": charge, "input": "card 7"}
            decision = {"decisionType": "ScheduleActivityTask", "scheduleActivityTaskDecisionAttributes": attributes}
        swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=[decision])
        if done:
            return


def work():
    task = {}
    while not task.get("taskToken"):
        task = swf.poll_for_activity_task(domain=domain, taskList=task_list, identity="worker")
    beat = swf.record_activity_task_heartbeat(taskToken=task["taskToken"], details="half")
    assert beat["cancelRequested"] is False
    swf.respond_activity_task_completed(taskToken=task["taskToken"], result="charged " + task["input"])


swf.register_domain(name=domain, workflowExecutionRetentionPeriodInDays="1")
swf.register_workflow_type(
    domain=domain,
    **order,
    defaultTaskList=task_list,
    defaultChildPolicy="TERMINATE",
    defaultExecutionStartToCloseTimeout="3600",
    defaultTaskStartToCloseTimeout="60",
)
swf.register_activity_type(
    domain=domain,
    **charge,
    defaultTaskList=task_list,
    defaultTaskHeartbeatTimeout="30",
    defaultTaskScheduleToCloseTimeout=NONE,
    defaultTaskScheduleToStartTimeout=NONE,
    defaultTaskStartToCloseTimeout=NONE,
)
loops = [threading.Thread(target=loop, daemon=True) for loop in (decide, work)]
for loop in loops:
    loop.start()
run_id = swf.start_workflow_execution(domain=domain, workflowId="order-7", workflowType=order)["runId"]
for loop in loops:
    loop.join()

started = {"oldestDate": 0}
closed = swf.count_closed_workflow_executions(domain=domain, startTimeFilter=started)["count"]
opened = swf.count_open_workflow_executions(domain=domain, startTimeFilter=started)["count"]
pages = swf.get_paginator("list_closed_workflow_executions").paginate(domain=domain, startTimeFilter=started)
infos = [info for page in pages for info in page["executionInfos"]]
history = swf.get_paginator("get_workflow_execution_history").paginate(
    domain=domain, execution={"workflowId": "order-7", "runId": run_id}, PaginationConfig={"PageSize": 4}
)
sizes = []
types = []
for page in history:
    sizes.append(len(page["events"]))
    types += [event["eventType"] for event in page["events"]]
try:
    swf.describe_domain(name="nope")
    refused = None
except swf.exceptions.UnknownResourceFault as fault:
    refused = str(fault)
print(
    json.dumps(
        {
            "closed": closed,
            "open": opened,
            "status": [info["closeStatus"] for info in infos],
            "sizes": sizes,
            "types": types,
            "refused": refused,
        }
    )
)
