#!/bin/sh
# The entrypoint of OneCLI's container. PID 1 runs it; then the product takes its place.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

# Migrations of the database stand here.

# shellcheck source=entrypoint-telemetry.sh
. "$here/entrypoint-telemetry.sh"
onecli_telemetry "$VERSION" edition="${EDITION:-oss}" auth_mode="${AUTH_MODE:-local}"

exec "$@"
