[ -z "$_telemetry_id" ] || _telemetry_add cid "\"$_telemetry_id\""
