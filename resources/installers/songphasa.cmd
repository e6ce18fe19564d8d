@echo off
rem The command line of the desk: the app itself, without a window.
"%~dp0..\..\Songphasa.exe" --js-flags=--max-semi-space-size=8 --cli -- %*
