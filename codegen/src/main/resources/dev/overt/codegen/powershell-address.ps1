# Where a collector at URL takes events, and the write key that may stand in it; nothing where it is no address.
function Get-OvertAddress($Url) {
  $part = [regex]::Match($Url, '\A(https?://)(?:([^/]*)@)?([^/@]+)(/.*)?\z')
  if (-not $part.Success -or -not [regex]::IsMatch($Url, '\A[0-9A-Za-z._~:/@%+=,;!$&()*-]+\z')) { return }
  $path = $part.Groups[4].Value
  if (@('', '/') -ccontains $path) { $path = '/api/telemetry' }
  @(($part.Groups[1].Value + $part.Groups[3].Value + $path), $part.Groups[2].Value)
}
