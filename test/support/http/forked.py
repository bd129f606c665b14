"""A client that was created before a fork: parent and child share its connection."""
import json
import os
import sys
import time

import boto3

swf = boto3.client("swf", endpoint_url=sys.argv[1])
swf.describe_domain(name="shop")
child = os.fork()
if child == 0:
    swf.poll_for_activity_task(domain="shop", taskList={"name": "main"}, identity="child")
    os._exit(0)
time.sleep(0.5)
names = [swf.describe_domain(name="shop")["domainInfo"]["name"] for _ in range(3)]
os.waitpid(child, 0)
print(json.dumps(names))
