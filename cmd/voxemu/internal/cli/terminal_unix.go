//go:build linux || darwin || freebsd || netbsd || dragonfly

package cli

import (
	"os"
	"syscall"
	"unsafe"
)

// terminal reports whether a file is a terminal, and how many columns it has; 0 when it doesn't say.
func terminal(f *os.File) (columns int, ok bool) {
	var size struct{ rows, columns, x, y uint16 }
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	return int(size.columns), errno == 0
}

// writeSignals are sent for writes that fail; ignored, the write returns an error.
func writeSignals() []os.Signal { return []os.Signal{syscall.SIGPIPE, syscall.SIGXFSZ} }
