//go:build !(linux || darwin || freebsd || netbsd || dragonfly)

package cli

import (
	"os"
	"syscall"
)

// terminal reports whether a file is a terminal. How many columns it has is not known here.
func terminal(f *os.File) (columns int, ok bool) {
	info, err := f.Stat()
	return 0, err == nil && info.Mode()&os.ModeCharDevice != 0
}

// writeSignals are sent for writes that fail; ignored, the write returns an error.
func writeSignals() []os.Signal { return []os.Signal{syscall.SIGPIPE} }
