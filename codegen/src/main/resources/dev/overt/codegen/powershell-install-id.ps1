# The install id of the file. One is made where there is none; what is no file of its own is left alone.
function Get-OvertInstallId {
  $file = Get-OvertPath @FILE@
  $link = [IO.File]::Exists($file) -and ([int] [IO.File]::GetAttributes($file) -band 1024) -ne 0
  if ($link -or [IO.Directory]::Exists($file)) { return '' }
  $made = [Guid]::NewGuid().ToString()
  if ((Read-OvertId $file) -ceq '') { Invoke-OvertQuietly { New-OvertId $file "$file.$made" $made } }
  $id = Read-OvertId $file
  if ($id -cne '') { $id } else { $made.Replace('-', '') }
}
# Writes UUID to FILE by way of NEW, for a move replaces nothing. On Windows it is for whom its folder is for.
function New-OvertId($File, $New, $Uuid) {
  $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($File))
  [IO.File]::Open($New, 'CreateNew', 'Write', 'None').Dispose()
  try {
    if (-not $OvertTelemetry.Windows) { [IO.File]::SetUnixFileMode($New, 384) }
    [IO.File]::WriteAllText($New, "$Uuid`n")
    if ([IO.File]::Exists($File) -and (Read-OvertId $File) -ceq '') { [IO.File]::Delete($File) }
    [IO.File]::Move($New, $File)
  } finally { [IO.File]::Delete($New) }
}
# The 32 digits of the UUID in FILE, with or without its hyphens; '' where there is none.
function Read-OvertId($File) {
  if (-not [IO.File]::Exists($File) -or [IO.FileInfo]::new($File).Length -gt 256) { return '' }
  $uuid = '\A(.{8})-(.{4})-(.{4})-(.{4})-(.{12})\z'
  $digits = [regex]::Replace([IO.File]::ReadAllText($File).Trim(), $uuid, '$1$2$3$4$5')
  [regex]::Match($digits, '\A[0-9A-Fa-f]{32}\z').Value
}
