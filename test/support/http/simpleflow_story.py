"""An order by simpleflow: two payments at once."""
from simpleflow import Workflow, activity, futures

LIST = "orders"


@activity.with_attributes(
    task_list=LIST,
    version="1",
    start_to_close_timeout=60,
    schedule_to_close_timeout=120,
    schedule_to_start_timeout=60,
    heartbeat_timeout=60,
)
def charge(card):
    return f"charged card {card}"


class Order(Workflow):
    name = "Order"
    version = "1"
    task_list = LIST
    execution_timeout = 300
    decision_tasks_timeout = 30

    def run(self, card):
        payments = [self.submit(charge, card), self.submit(charge, card + 1)]
        futures.wait(*payments)
        return [payment.result for payment in payments]
