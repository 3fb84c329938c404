
# Waits for the end of the installer, however it ends, and tells that it failed.
_telemetry_watch() {
  [ -z "$_telemetry_watcher" ] || kill -9 "$_telemetry_watcher" 2>/dev/null || :
  _telemetry_watcher=$(_telemetry_apart _telemetry_wait 21600 "${_telemetry_run##* }")
}
# A process that has ended stays in the list until its parent asks, and then /proc, where there is one, says so.
_telemetry_wait() {
  while [ "$1" -gt 0 ] && kill -0 $$; do
    if read -r _telemetry_line </proc/$$/stat; then case $_telemetry_line in *') Z '*) break ;; esac; fi
    command sleep 1 && set -- $(($1 - 1)) "$2"
  done
  [ "$1" -eq 0 ] || _telemetry_post @FAILED@ "$2"
}
