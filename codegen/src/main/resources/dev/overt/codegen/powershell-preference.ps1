# What people say in FILE: a word, or the SETTING of that name in JSON. Nothing where they say nothing; in doubt it is ''.
function Get-OvertPreference($File, $Setting) {
  $text = Read-OvertText $File
  if ($null -eq $text) { return }
  if ($Setting -ceq '') { return Get-OvertWord $text }
  $text = $text.Trim()
  $key = '"' + [regex]::Escape($Setting) + '"'
  $once = [regex]::Matches($text, $key).Count -lt 2 -and -not $text.Contains('\u')
  if (-not $once -or -not $text.StartsWith('{') -or -not $text.EndsWith('}')) { return '' }
  $set = [regex]::Match($text, $key + '\s*:\s*(?:"([^"]*)"|([0-9A-Za-z.+-]*))')
  if ($set.Success) { Get-OvertWord ($set.Groups[1].Value + $set.Groups[2].Value) }
}
