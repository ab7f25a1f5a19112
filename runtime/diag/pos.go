package diag

import (
	"path/filepath"
	"strconv"
	"strings"
)

// String returns "file:line:column", leaving out what is unknown.
func (p Pos) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Column > 0 {
			s += ":" + strconv.Itoa(p.Column)
		}
	}
	return s
}

// Under returns p with its file named from the folder cwd on, if it is below it; p itself if not, or if cwd is empty.
func (p Pos) Under(cwd string) Pos {
	if cwd == "" || !filepath.IsAbs(p.File) {
		return p
	}
	rel, err := filepath.Rel(cwd, p.File)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return p
	}
	p.File = rel
	return p
}
