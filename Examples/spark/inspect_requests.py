# SPDX-License-Identifier: Apache-2.0
"""Inspects JSON Lines with Apache Spark: one `csrkit batch` process per partition.

usage: spark-submit inspect_requests.py CSRKIT INPUT OUTPUT [PARTITIONS]

INPUT is a file or folder of lines {"id":…,"csr":…}, OUTPUT a new folder of `csrkit inspect` objects in the same order.
"""
import shlex
import sys

from pyspark.sql import SparkSession

csrkit, source, target = sys.argv[1:4]
partitions = int(sys.argv[4]) if len(sys.argv) > 4 else None

session = SparkSession.builder.appName("csrkit").getOrCreate()
lines = session.sparkContext.textFile(source, partitions)
# One job each, since Spark uses all processors. Refused requests do not fail the task.
command = f"{shlex.quote(csrkit)} batch --input jsonl --jobs 1 --fail-on never"
lines.pipe(command, checkCode=True).saveAsTextFile(target)
session.stop()
