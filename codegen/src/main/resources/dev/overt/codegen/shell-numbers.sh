if [ "$3" -gt 0 ] && [ -n "$_telemetry_word" ]; then
  _telemetry_rest=$_telemetry_word _telemetry_word=''
  while [ "$3" -gt 0 ]; do
    _telemetry_digits=${_telemetry_rest%%[!0-9]*}
    _telemetry_word=${_telemetry_word:+$_telemetry_word.}${_telemetry_digits:-0}
    _telemetry_rest=${_telemetry_rest#"$_telemetry_digits"}
    case $_telemetry_rest in .*) _telemetry_rest=${_telemetry_rest#.} ;; *) _telemetry_rest='' ;; esac
    set -- "$1" '' $(($3 - 1)) "$4"
  done
fi
