package lower

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"voxemu/runtime/diag"
)

// mapMark is what a bundle's last lines name its source map with.
const mapMark = "sourceMappingURL="

// MapURL returns what the text says of its source map: an address, mostly that of a file beside it or one that begins with
// "data:"; "" if it says nothing.
func MapURL(text string) string {
	const lastLines = 4096 // how far from its end a text may name its map, unless the map is inside it
	i := strings.LastIndex(text, mapMark)
	if i < 4 || !strings.HasSuffix(text[:i], "//# ") && !strings.HasSuffix(text[:i], "//@ ") {
		return ""
	}
	address, rest, _ := strings.Cut(text[i+len(mapMark):], "\n")
	if len(rest) > lastLines || strings.TrimSpace(rest) != "" && !comments(rest) {
		return ""
	}
	return strings.TrimSpace(address)
}

// comments reports whether each line is empty or a comment.
func comments(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "/*") {
			return false
		}
	}
	return true
}

// CheckMap tells what is wrong with a source map, which [Lower] then leaves aside. An address that begins with "data:" stands
// for the map inside it.
func CheckMap(text string) error {
	_, err := anyMap(text)
	return err
}

// anyMap reads a source map, or the one inside a data address.
func anyMap(text string) (*sourceMap, error) {
	if strings.HasPrefix(text, "data:") {
		var err error
		if text, err = dataOf(text); err != nil {
			return nil, err
		}
	}
	return readMap(text)
}

// dataOf returns what a data address holds (RFC 2397).
func dataOf(address string) (string, error) {
	head, data, ok := strings.Cut(strings.TrimPrefix(address, "data:"), ",")
	if !ok {
		return "", errors.New("a data address without a comma")
	}
	if strings.HasSuffix(strings.TrimSpace(head), ";base64") {
		b, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			return "", fmt.Errorf("not base-64: %w", err)
		}
		return string(b), nil
	}
	text, err := url.PathUnescape(data)
	if err != nil {
		return "", fmt.Errorf("not a data address: %w", err)
	}
	return text, nil
}

// bundle is a text that was put together from other files.
type bundle struct {
	file *lines // the text
	name string // of its file
	m    *sourceMap
}

// newBundle returns what the text or its map say of other files; nil if they say nothing that can be read.
func newBundle(name string, file *lines, mapText string) *bundle {
	if mapText == "" {
		if mapText = MapURL(file.text); !strings.HasPrefix(mapText, "data:") {
			return nil
		}
	}
	m, err := anyMap(mapText)
	if err != nil {
		return nil
	}
	for i := range m.sources {
		m.sources[i].shown = readable(name, m.sources[i].name)
	}
	return &bundle{file, name, m}
}

// place returns the place in an original file that an offset stands for; ok is false if it stands for none.
func (b *bundle) place(offset int) (at diag.Pos, ok bool) {
	s, from := b.m.trace(b.file, offset)
	if s == nil || b.m.sources[s.source].shown == "" {
		return diag.Pos{}, false
	}
	o := &b.m.sources[s.source]
	if from < 0 {
		return diag.Pos{File: o.shown, Line: s.fromLine + 1, Column: s.fromColumn + 1}, true
	}
	line, column := o.text.place(from)
	return diag.Pos{File: o.shown, Line: line, Column: column}, true
}

// sourceOf returns the text of an original file, if the map has it.
func (b *bundle) sourceOf(file string) (text string, ok bool) {
	for _, o := range b.m.sources {
		if o.shown == file && o.text != nil {
			return o.text.text, true
		}
	}
	return "", false
}

// readable returns the path of an original file as people know it. Relative names start from the folder of the bundle.
// Bundlers that use addresses of their own, such as webpack://app/./src/ivr.ts?1a2b, have paths from the project's folder in
// them.
func readable(bundle, source string) string {
	if source == "" {
		return ""
	}
	source = strings.ReplaceAll(source, `\`, "/")
	scheme, rest, ok := strings.Cut(source, "://")
	switch {
	case path.IsAbs(source):
		return path.Clean(source)
	case !ok || strings.ContainsAny(scheme, "/\\."):
		return path.Join(path.Dir(bundle), source)
	case scheme == "http" || scheme == "https":
		return source
	case scheme == "file":
		if u, err := url.Parse(source); err == nil && u.Path != "" {
			return path.Clean(u.Path)
		}
		return source
	}
	rest, _, _ = strings.Cut(rest, "?")
	_, rest, _ = strings.Cut(rest, "/")
	for rest = path.Clean(rest); strings.HasPrefix(rest, "../") || strings.HasPrefix(rest, "/"); {
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, ".."), "/")
	}
	if rest == "." || rest == ".." || rest == "" {
		return source
	}
	return rest
}

// files adds the names of the original files.
func (b *bundle) files(list []string) []string {
	for _, o := range b.m.sources {
		if o.shown != "" && !slices.Contains(list, o.shown) {
			list = append(list, o.shown)
		}
	}
	return list
}
