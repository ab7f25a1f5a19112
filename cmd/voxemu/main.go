// Command voxemu runs VoxEngine scenarios on this machine.
package main

import (
	"os"

	"voxemu/cmd/voxemu/internal/cli"
)

func main() { os.Exit(cli.Main(cli.System())) }
