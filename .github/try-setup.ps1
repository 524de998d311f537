# Installs a set-up or an MSI silently on this Windows, proves the installed program, and uninstalls it.
# What is there is asserted, never a return code.
param(
    [Parameter(Mandatory)][string]$File,
    [ValidateSet("CurrentUser", "AllUsers")][string]$Scope = "AllUsers",
    [string]$Picture = "selftest.png"
)
$ErrorActionPreference = "Stop"
$IsMsi = $File -like "*.msi"
$File = (Resolve-Path $File).Path
$Version = (Split-Path $File -Leaf) -replace '^Lineside-([0-9.]+?)(-setup\.exe|\.msi)$', '$1'
$ForAll = $Scope -eq "AllUsers"
$Folder = if ($ForAll) { "$env:ProgramFiles\Lineside" } else { "$env:LOCALAPPDATA\Programs\Lineside" }
$Hive = if ($ForAll) { "HKLM:" } else { "HKCU:" }
$Known = "$Hive\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lineside"
$Run = "$Hive\Software\Microsoft\Windows\CurrentVersion\Run"
$Menu = if ($ForAll) { "$env:ProgramData\Microsoft\Windows\Start Menu" } else { "$env:APPDATA\Microsoft\Windows\Start Menu" }

function Assert-That([bool]$Holds, [string]$What) {
    if (-not $Holds) { throw "not so: $What" }
    Write-Host "ok: $What"
}

function Wait-Until([scriptblock]$Condition) {
    for ($i = 0; $i -lt 240 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 500 }
}

function Find-Shortcut { Get-ChildItem $Menu -Recurse -Filter "Lineside*.lnk" -ErrorAction SilentlyContinue }

Assert-That (-not (Test-Path $Folder)) "nothing is in $Folder before"
if ($IsMsi) {
    Start-Process msiexec.exe -ArgumentList "/i", "`"$File`"", "/qn", "/l*v", "`"$env:TEMP\msi.log`"" -Wait
} else {
    Start-Process $File -ArgumentList "/S", "/$Scope", "/AUTOSTART=1" -Wait
}
foreach ($name in "Lineside.exe", "lineside-cli.exe", "python311.dll", "SHA256SUMS", "lib\hmi\cli\app.pyc") {
    Assert-That (Test-Path "$Folder\$name") "$name is there"
}
Assert-That ((& "$Folder\lineside-cli.exe" --version) -eq "Lineside $Version") "it says its version, $Version"
Assert-That ($null -ne (Find-Shortcut)) "it is in the Start menu"
if (-not $IsMsi) {
    Assert-That ((Get-ItemProperty $Known).DisplayVersion -eq $Version) "Windows lists version $Version"
    Assert-That ((Get-ItemProperty $Run).Lineside -eq "`"$Folder\Lineside.exe`"") "it starts with Windows"
}

$told = & "$Folder\lineside-cli.exe" selftest --json --picture $Picture | Out-String | ConvertFrom-Json
$told.checks | ForEach-Object { Write-Host ("{0,-5} {1}: {2}" -f $_.passed, $_.name, $_.detail) }
Assert-That ($told.passed -and $told.packaged -and $told.version -eq $Version) "the self-test passes"
$rows = (& "$Folder\lineside-cli.exe" collect --demo --json --duration 30 | Out-String | ConvertFrom-Json).rows
$kept = $rows.stored + $rows.pending + $rows.backed_up + $rows.quarantined + $rows.dropped
Assert-That ($rows.accepted -gt 0 -and $rows.accepted -eq $kept) "all $($rows.accepted) rows are accounted for"

if ($IsMsi) {
    Start-Process msiexec.exe -ArgumentList "/x", "`"$File`"", "/qn" -Wait
} else {
    Start-Process "$Folder\uninstall.exe" -ArgumentList "/S" -Wait
}
Wait-Until { -not (Test-Path $Folder) -and -not (Test-Path $Known) }
Assert-That (-not (Test-Path $Folder)) "the program is gone"
Assert-That (-not (Test-Path $Known)) "Windows lists it no more"
Assert-That ($null -eq (Find-Shortcut)) "it is gone from the Start menu"
Assert-That ($null -eq (Get-ItemProperty $Run -ErrorAction SilentlyContinue).Lineside) "it starts with Windows no more"
Assert-That (Test-Path "$env:LOCALAPPDATA\Lineside-demo") "the data are kept"
