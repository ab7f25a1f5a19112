package values

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// socketAddress finds addresses of WebSockets that can't be connected to: wss:// needs the name of a host (section 4.4).
func socketAddress(p *rule.Pass) {
	for _, c := range p.Calling("VoxEngine.createWebSocket", "WebSocket") {
		e := c.Arg(0)
		if e == nil {
			continue
		}
		text, whole := begin(p.File, e, 0)
		scheme, rest, ok := strings.Cut(text, "://")
		if !ok {
			if whole && text != "" {
				p.Report(e, "the address begins neither with ws:// nor with wss://", rule.Hint("write the scheme before the host"), rule.Lower(finding.Warning))
			}
			continue
		}
		host, known := hostOf(rest, whole)
		switch strings.ToLower(scheme) {
		case "wss":
			if ip, err := netip.ParseAddr(host); known && err == nil {
				p.Report(e, fmt.Sprintf("wss:// needs the name of a host, not the IP address %s", ip), rule.Hint("use a host name that the certificate of the server is for, or ws://"))
			}
		case "ws":
		case "http", "https":
			p.Report(e, fmt.Sprintf("a WebSocket has no address that begins with %s://", scheme), rule.Lower(finding.Warning),
				rule.Hint("write %s:// in its place", "ws"+strings.TrimPrefix(strings.ToLower(scheme), "http")))
		}
	}
}

// hostOf returns the host that an address without its scheme begins with; known is false if more of it may follow.
func hostOf(rest string, whole bool) (host string, known bool) {
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		if !whole && !strings.HasPrefix(rest, "[") && !strings.Contains(rest, ":") {
			return "", false
		}
		end = len(rest)
	}
	host = rest[:end]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	if inner, ok := strings.CutPrefix(host, "["); ok {
		host, _, known = strings.Cut(inner, "]")
		return host, known
	}
	host, _, _ = strings.Cut(host, ":")
	return host, true
}

// begin returns what a text surely begins with; whole says that it is all of it.
func begin(f *program.File, e ast.Expression, depth int) (text string, whole bool) {
	if depth > hops {
		return "", false
	}
	switch n := e.(type) {
	case *ast.StringLiteral:
		return n.Value.String(), true
	case *ast.NumberLiteral:
		return f.Static(n)
	case *ast.TemplateLiteral:
		if n.Tag != nil {
			return "", false
		}
		var b strings.Builder
		for i, el := range n.Elements {
			b.WriteString(el.Parsed.String())
			if i == len(n.Expressions) {
				break
			}
			part, all := begin(f, n.Expressions[i], depth+1)
			b.WriteString(part)
			if !all {
				return b.String(), false
			}
		}
		return b.String(), true
	case *ast.BinaryExpression:
		if n.Operator != token.PLUS || f.TypeOf(n).Kind != program.String {
			return "", false
		}
		left, all := begin(f, n.Left, depth+1)
		if !all {
			return left, false
		}
		right, rest := begin(f, n.Right, depth+1)
		return left + right, rest
	case *ast.Identifier:
		if value := f.Constant(n); value != nil {
			return begin(f, value, depth+1)
		}
	}
	return "", false
}
