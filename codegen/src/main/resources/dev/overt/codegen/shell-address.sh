
# Where events go instead, if ADDRESS is one: KEY is not in what is asked for.
_telemetry_address() {
  case $1 in http://* | https://*) ;; *) return 1 ;; esac
  case $1 in *[!0-9A-Za-z._~:/@%+=,-]*) return 1 ;; esac
  _telemetry_word=${1#*://} _telemetry_key=''
  _telemetry_host=${_telemetry_word%%/*}
  _telemetry_path=${_telemetry_word#"$_telemetry_host"}
  case $_telemetry_host in *@*) _telemetry_key=${_telemetry_host%@*} ;; esac
  case $_telemetry_path in '' | /) _telemetry_path=/api/telemetry ;; esac
  _telemetry_url=${1%%://*}://${_telemetry_host##*@}$_telemetry_path
}
