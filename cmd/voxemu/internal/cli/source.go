package cli

import (
	"os"
	"unicode/utf8"
)

// maxFrameSource is how large a file may be that is read to show code of it, in bytes.
const maxFrameSource = 16 << 20

// smallFile returns the text of a file if it is there and not large, or "".
func (e *Env) smallFile(name string) string {
	path := e.path(name)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFrameSource {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil || !utf8.Valid(text) {
		return ""
	}
	return string(text)
}
