package scenarios

import (
	"fmt"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/service"
)

// Servers are the servers that a file describes, in file order: the first that fits serves.
type Servers struct {
	// Streams are those that media is streamed to, by URL.
	Streams []Server
	// Mail are those of mails, by server or by the address of a recipient.
	Mail []Server
	// Recognisers are those of speech, by profile or language.
	Recognisers []Server
}

// Server is what one of them does.
type Server struct {
	Pattern string
	service.Behaviour
	Pos diag.Pos
}

// serverKeys are the keys of the servers of files.
func serverKeys() []string { return []string{"streams", "mail", "recognisers"} }

// Services returns the servers as sessions ask for them. Those of a file that goes before come first.
func (s Servers) Services(first Servers) *service.Services {
	all := new(service.Services)
	for _, from := range []Servers{first, s} {
		for _, kind := range []struct {
			list []Server
			to   *service.List
		}{{from.Streams, &all.Streams}, {from.Mail, &all.Mail}, {from.Recognisers, &all.Recognisers}} {
			for _, server := range kind.list {
				kind.to.Add(server.Pattern, server.Behaviour)
			}
		}
	}
	return all
}

// readServers reads the keys streams, mail and recognisers of a file that fits its schema.
func readServers(src *source, root *node) (Servers, Problems) {
	var s Servers
	var problems Problems
	for i, list := range []*[]Server{&s.Streams, &s.Mail, &s.Recognisers} {
		n := root.get(serverKeys()[i])
		if n == nil {
			continue
		}
		for _, f := range n.fields {
			var steps []string
			for _, item := range f.value.list() {
				steps = append(steps, item.text)
			}
			b, err := service.Parse(strings.Join(steps, "\n"))
			if err == nil && i == 1 && b.Code != 0 && (b.Code < 400 || b.Code > 599) {
				err = fmt.Errorf("a mail server refuses with 400 to 599, such as reject 550 or reject 421, not %d", b.Code)
			}
			if err != nil {
				p := src.problem(diag.CodeStep, src.of(f.value), "", "%v", err)
				p.Err = err
				problems = append(problems, p)
			}
			*list = append(*list, Server{f.key, b, src.key(f)})
		}
	}
	return s, problems
}
