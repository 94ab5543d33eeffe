"""An evaluator (docs/SCALE.md, "The evaluator's lines") that has each request worked on by a task of a Ray cluster.

    npm run -s search -- --wave 8 --workers 8 --out run.json --evaluator "python3 scaleout/ray_search.py --gpus 1"

The search and its run's file stay where they are: this stands between them and `npm run -s evaluate`, which a task starts on
whatever node Ray chooses. Ray places tasks and retries them; each has a time bound, since Ray does not notice a stopped process.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import threading
import time

import ray

ENDS = ("opened", "result", "stopped", "error")


def evaluate(command, folder, request):
    """On a node: yields an evaluator's lines, first its hello, then as many as a state or the answer's end closes. How many
    times it yields depends on the request alone, so that a task that Ray retries goes on where the one before was heard last."""
    with subprocess.Popen(command, shell=True, cwd=folder, stdin=-1, stdout=-1, encoding="utf-8") as process:
        try:
            yield process.stdout.readline()
            if request is None:
                return
            process.stdin.write(request)
            process.stdin.flush()
            lines = []
            for line in process.stdout:
                lines.append(line)
                kind = json.loads(line)["type"]
                if kind in ENDS or kind == "state":
                    yield "".join(lines)
                    lines = []
                if kind in ENDS:
                    return
            raise RuntimeError(f"{command} ended with {process.wait()} before it had answered")
        finally:
            process.stdin.close()  # it ends where its input does


# Ray tells of what it does on standard output, too, which is for answers alone.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")


def say(lines):
    answers.write(lines)
    answers.flush()


def say_last(words):
    """Without a farewell to Ray, which waits for processes that may be stopped."""
    sys.stderr.write(words)
    sys.stderr.flush()
    os._exit(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default=os.environ.get("RAY_ADDRESS", "auto"), help="of the cluster (default: RAY_ADDRESS, or the one this machine is in)")
    parser.add_argument("--gpus", type=float, default=0, help="graphics cards a child takes (default: 0)")
    parser.add_argument("--cpus", type=float, default=1, help="processors a child takes (default: 1)")
    parser.add_argument("--resources", type=json.loads, default={}, help="what else it takes, as JSON: an accelerator_type")
    parser.add_argument("--retries", type=int, default=3, help="how often Ray does a lost task again (default: 3)")
    parser.add_argument("--seconds", type=float, default=3600, help="the longest that a task may wait for its place, and then take (default: 3600)")
    parser.add_argument("--folder", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))), help="of this program on every node (default: as here)")
    parser.add_argument("--evaluator", default="npm run -s evaluate", help='its command there (default: "npm run -s evaluate")')
    given = parser.parse_args()
    os.dup2(2, 1)
    try:
        ray.init(address=given.address, log_to_driver=False, logging_level="error")
    except (ConnectionError, RuntimeError, ValueError) as thrown:
        sys.exit(f"reached no Ray cluster at {given.address}: {thrown} (ray start --head begins one; of a cluster with tokens this machine needs one)")
    takes = {"num_gpus": given.gpus, "num_cpus": given.cpus, "resources": given.resources}
    task = ray.remote(max_retries=given.retries, retry_exceptions=True, **takes)(evaluate)
    requests, stopped = queue.Queue(), set()

    def listen():
        for line in filter(str.strip, sys.stdin):
            request = json.loads(line)
            if request["type"] == "stop":
                stopped.add(request["id"])
            else:
                requests.put(line)
        os._exit(0)  # nobody is there any more; Ray ends what was under way

    threading.Thread(target=listen, daemon=True).start()
    hello = work(task.remote(given.evaluator, given.folder, None), None, None, stopped, given.seconds)
    while True:
        request = requests.get()
        number = json.loads(request).get("id")
        work(task.remote(given.evaluator, given.folder, request), number, hello, stopped, given.seconds)


def work(running, number, hello, stopped, seconds):
    """Says what a task answers to a request, until it has; with no hello yet the task's own, which it returns."""
    begun, asked = None, time.monotonic()
    told = asked
    while True:
        ready, _ = ray.wait([running], timeout=0.2)
        now = time.monotonic()
        if ready and begun is None:
            begun, first = now, ray.get(next(running))
            if hello is None:
                say(first)
                return first
            if json.loads(first)["environment"] != json.loads(hello)["environment"]:
                say_last(f"was placed where another device trains than before, {first.strip()}: name --resources that only equal nodes have")
        elif ready:
            lines = ray.get(next(running))
            say(lines)
            if json.loads(lines.splitlines()[-1])["type"] in ENDS:
                return hello
        elif now > (begun or asked) + seconds:
            ray.cancel(running, force=True)
            say_last(f"{'was at one task' if begun else 'waited for Ray to begin a task'} for more than {seconds:g} s (--seconds), and gave it up")
        elif begun is None and hello is not None and now > told + 10:
            told = now
            say(hello)  # it waits for its place: that is no silence
        elif number in stopped:
            ray.cancel(running)
            say(json.dumps({"type": "stopped", "id": number}) + "\n")
            return hello


if __name__ == "__main__":
    main()
