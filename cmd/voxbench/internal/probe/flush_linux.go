package probe

import (
	"os"
	"syscall"
)

// flush makes the kernel write the file's data to the disk.
func flush(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }
