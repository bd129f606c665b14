"""Makes the calls that it reads, one a line, and prints what boto3 brings back, one a line."""
import datetime
import json
import sys

import boto3
import botocore.exceptions
from botocore import xform_name
from botocore.config import Config

# What boto3 would refuse by itself is to reach the service.
config = Config(parameter_validation=False, retries={"max_attempts": 0})
swf = boto3.client("swf", endpoint_url=sys.argv[1], config=config)


def plain(value):
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc)
        return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    raise TypeError(value)


for line in sys.stdin:
    op, given = json.loads(line)
    if not hasattr(swf, xform_name(op)):
        print(json.dumps({"unknown": op}), flush=True)
        continue
    try:
        output = getattr(swf, xform_name(op))(**given)
        del output["ResponseMetadata"]
        said = {"output": output}
    except botocore.exceptions.ClientError as error:
        said = {"fault": {"name": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    print(json.dumps(said, default=plain), flush=True)
