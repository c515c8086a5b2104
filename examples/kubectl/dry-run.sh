#!/bin/sh
# Asks an API server what it says to the objects of a workflow, without creating any. Takes what `podwright render`
# takes:
#
#   dry-run.sh .woodpecker/build.yaml --release 3.17
set -eu
podwright render "$@" | kubectl apply --dry-run=server --filename -
