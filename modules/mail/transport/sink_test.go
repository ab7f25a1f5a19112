package transport

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// sink is a mail server on this machine that keeps what it gets.
type sink struct {
	t        *testing.T
	host     string
	port     int
	says     map[string]string // verb to the reply in place of the usual one; "greeting" is the first line
	offers   []string          // extensions
	tls      *tls.Config
	implicit bool // encrypted from the beginning

	mu    sync.Mutex
	lines []string // commands, as they came
	mail  string   // the message
}

// listen starts the server; it ends with the test.
func (s *sink) listen() *sink {
	s.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { l.Close() })
	s.host, s.port = "127.0.0.1", l.Addr().(*net.TCPAddr).Port
	if s.implicit {
		l = tls.NewListener(l, s.tls)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.serve(c)
		}
	}()
	return s
}

func (s *sink) serve(c net.Conn) {
	defer c.Close()
	r := bufio.NewReader(c)
	say := func(line string) { _, _ = io.WriteString(c, line+"\r\n") }
	if s.says["greeting"] == "silence" {
		_, _ = io.Copy(io.Discard, c)
		return
	}
	say(s.reply("greeting", "220 sink"))
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		s.mu.Lock()
		s.lines = append(s.lines, line)
		s.mu.Unlock()
		verb, _, _ := strings.Cut(line, " ")
		switch verb {
		case "EHLO":
			say("250-sink")
			for _, e := range s.offers {
				say("250-" + e)
			}
			say("250 HELP")
		case "STARTTLS":
			say("220 go on")
			secure := tls.Server(c, s.tls)
			c, r = secure, bufio.NewReader(secure)
		case "AUTH":
			say(s.reply(verb, "235 welcome"))
		case "DATA":
			say(s.reply(verb, "354 go on"))
			if s.says[verb] == "" {
				s.take(r)
				say(s.reply(".", "250 queued"))
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say(s.reply(verb, "250 fine"))
		}
	}
}

func (s *sink) reply(verb, usual string) string {
	if text, ok := s.says[verb]; ok {
		return text
	}
	return usual
}

func (s *sink) take(r *bufio.Reader) {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	s.mu.Lock()
	s.mail = b.String()
	s.mu.Unlock()
}

// got returns the commands, and the message.
func (s *sink) got() (lines []string, mail string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lines, s.mail
}

// certificate makes a certificate for this machine and the pool that trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool
}
