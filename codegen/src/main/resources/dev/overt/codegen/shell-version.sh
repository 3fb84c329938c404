
# Adds NAME with TEXT as a version of COUNT numbers, 0 for all of it; with OTHERWISE, which is JSON, where it is none.
_telemetry_version() {
  _telemetry_trim "$2" && _telemetry_word=${_telemetry_word#v}
  case $_telemetry_word in [0-9]*) [ ${#_telemetry_word} -le 40 ] || _telemetry_word='' ;; *) _telemetry_word='' ;; esac
  @COUNT@
  case $_telemetry_word in *[!0-9A-Za-z.+-]*) _telemetry_word='' ;; esac
  [ -z "$_telemetry_word" ] || set -- "$1" '' '' "\"$_telemetry_word\""
  [ -z "$4" ] || _telemetry_add "$1" "$4"
}
