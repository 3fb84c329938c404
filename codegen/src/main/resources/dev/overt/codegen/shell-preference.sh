
# Whether nothing is at FILE, as far as one can see.
_telemetry_absent() { [ ! -e "$1" ] && [ ! -L "$1" ] && { [ ! -d "${1%/*}" ] || [ -x "${1%/*}" ]; }; }

# What people say in FILE: a word, or the SETTING of that name in JSON. Fails where they say nothing; in doubt it is ''.
_telemetry_preference() {
  _telemetry_word='' _telemetry_text=''
  case $1 in /*) ;; *) return 0 ;; esac
  if _telemetry_absent "$1"; then return 1; fi
  [ -f "$1" ] && [ -r "$1" ] || return 0
  while IFS= read -r _telemetry_line || [ -n "$_telemetry_line" ]; do
    _telemetry_text="$_telemetry_text$_telemetry_line "
    [ ${#_telemetry_text} -le 65536 ] || return 0
  done <"$1"
  _telemetry_trim "$_telemetry_text"
  [ -n "$2" ] || return 0
  _telemetry_text=$_telemetry_word _telemetry_word=''
  case $_telemetry_text in '{'*'}') ;; *) return 0 ;; esac
  case $_telemetry_text in *\\u*) return 0 ;; *"\"$2\""*"\"$2\""*) return 0 ;; *"\"$2\""*) ;; *) return 1 ;; esac
  _telemetry_trim "${_telemetry_text#*"\"$2\""}"
  case $_telemetry_word in :*) _telemetry_trim "${_telemetry_word#:}" ;; *) return 1 ;; esac
  case $_telemetry_word in
  '"'*) _telemetry_word=${_telemetry_word#'"'} _telemetry_word=${_telemetry_word%%'"'*} ;;
  *) _telemetry_word=${_telemetry_word%%[!0-9A-Za-z.+-]*} ;;
  esac
  _telemetry_trim "$_telemetry_word"
}
