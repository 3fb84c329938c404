_telemetry_word=${_telemetry_run#* }
_telemetry_install_id "${_telemetry_word%% *}" "$2"
