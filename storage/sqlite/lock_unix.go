//go:build unix

package sqlite

import (
	"os"
	"syscall"
)

// tryLock locks the file without waiting and reports whether it could. shared is for looking only.
func tryLock(file *os.File, shared bool) (bool, error) {
	how := syscall.LOCK_EX
	if shared {
		how = syscall.LOCK_SH
	}
	for {
		switch err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB); err {
		case nil:
			return true, nil
		case syscall.EWOULDBLOCK:
			return false, nil
		case syscall.EINTR:
		default:
			return false, err
		}
	}
}

// removeLocked removes the file and lets go of it.
func removeLocked(file *os.File, path string) {
	_ = os.Remove(path) // a file that stays is harmless
	file.Close()
}

// writable returns an error if no files can be made in dir.
func writable(dir string) error {
	const writeAndSearch = 2 | 1
	return syscall.Access(dir, writeAndSearch)
}
