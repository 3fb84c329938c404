if [ -n "$_telemetry_debug" ]; then
  _telemetry_event "$@" && printf '%s\n' "$_telemetry_json" >&3
  return
fi
exec 3>&-
