package check

import "voxemu/scenarios"

// overlay are files of which some have another text than on the disk. It is not changed while anything reads.
type overlay struct {
	scenarios.Files
	texts map[string]string // by absolute path
}

var _ scenarios.Files = (*overlay)(nil)

// ReadFile returns the text that the file has now.
func (o *overlay) ReadFile(name string) ([]byte, error) {
	if text, ok := o.texts[name]; ok {
		return []byte(text), nil
	}
	return o.Files.ReadFile(name)
}
