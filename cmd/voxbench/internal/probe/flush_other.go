//go:build !linux

package probe

import "os"

// flush makes the kernel write the file to the disk.
func flush(f *os.File) error { return f.Sync() }
