// Command voxemu runs VoxEngine scenarios on this machine.
package main

import (
	"os"

	// Named here too so that a first build starts its C compiler early: go build takes the imports of main in order, and SQLite
	// alone keeps one core as long as everything else together keeps the other.
	_ "github.com/mattn/go-sqlite3"

	"voxemu/cmd/voxemu/internal/cli"
)

func main() { os.Exit(cli.Main(cli.System())) }
