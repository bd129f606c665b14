"""Runs the AWS CLI with the words of each line that it reads, and prints its exit code, its output and its errors."""
import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

# A process of its own for each call would import the CLI each time.
driver = create_clidriver()
for line in sys.stdin:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = driver.main(json.loads(line))
    print(json.dumps([code, *(stream.buffer.getvalue().decode() for stream in (out, err))]), flush=True)
