foreach ($variable in @COLLECTORS@) {
  $url = "$([Environment]::GetEnvironmentVariable($variable))".Trim()
  if ($url -cne '') { $address = Get-OvertAddress $url; break }
}
if ($null -eq $address) { return }
