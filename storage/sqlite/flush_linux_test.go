package sqlite

import (
	"os"
	"syscall"
)

// flush makes what was written durable.
func flush(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
