/// Lines with the shape of the programs around a video-conference server.
extension LogLineGenerator {
    mutating func shapedLine() -> [UInt8] {
        let line =
            switch random.number(1...9) {
            case 1, 2: accessLine()
            case 3: jsonLine()
            case 4, 5: nginxErrorLine()
            case 6: apacheErrorLine()
            case 7: prosodyLine()
            default: javaLine()
            }
        return Array(line.utf8)
    }

    private mutating func client() -> String {
        let address = freeAddress()
        return random.onceIn(20) && kind == .anything ? "host.dyn.example" : address
    }

    private mutating func path() -> String {
        random.pick(["/", "/TeamSync", "/http-bind?room=teamsync", "/libs/app.bundle.min.js?v=8615", "/a%20b/%5Bc%5D"])
    }

    mutating func referrer() -> String {
        switch random.number(1...9) {
        case 1: return "-"
        case 2: return ""
        case 3: return "https://meet.example.org\(path())"
        case 4: return "https://www.meet.example.org\(path())#top"
        case 5: return "https://portal.example.net/intranet?id=\(number())"
        case 6: return "http://\(ipv4().text):8080/\(random.onceIn(2) ? ipv4().text : "")"
        case 7: return "https://[\(ipv6().text)]/"
        case 8: return kind == .anything ? "https://ana:secret@meet.example.org/\\x22,x" : "about:blank"
        default: return kind == .anything ? "\(word()) \(address())" : "android-app://org.example.app/"
        }
    }

    private func agent() -> String {
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    }

    private mutating func accessLine() -> String {
        let head = random.onceIn(5) ? "meet.example.org:443 \(client())" : client()
        let user = random.pick(["-", "-", "ana"])
        let request = random.pick(["GET \(path()) HTTP/2.0", "POST \(path()) HTTP/1.1", "-", "-  -", "\\x16\\x03\\x01"])
        let line = "\(head) - \(user) [25/Aug/2026:\(timeOfDay()) +0200] \"\(request)\" 200 \(number())"
        switch random.number(1...5) {
        case 1: return line
        case 2: return line + " \"\(referrer())\" \"\(agent())\" \"\(referrer())\" 0.003"
        default: return line + " \"\(referrer())\" \"\(agent())\""
        }
    }

    private mutating func jsonLine() -> String {
        let key = random.pick(["http_referer", "referer", "referrer", "http_origin"])
        return "{\"time\":\"2026-08-25T\(timeOfDay())+02:00\",\"remote_addr\":\"\(client())\","
            + "\"remote_port\":\"\(number())\",\"request\":\"GET \(path()) HTTP/2.0\",\"status\":200,"
            + "\"\(key)\":\"\(referrer())\",\"http_user_agent\":\"\(agent())\"}"
    }

    private mutating func nginxErrorLine() -> String {
        let message = random.pick([
            "connect() failed (111: Connection refused) while connecting to upstream",
            "SSL_do_handshake() failed (SSL: error:0A00006C:SSL routines::bad key share) while SSL handshaking",
            "open() \"/usr/share/jitsi-meet/TeamSync/logo.png\" failed (2: No such file or directory)",
        ])
        var line = "2026/08/25 \(timeOfDay()) [error] 812#812: *\(number()) \(message), client: \(freeAddress())"
        line += ", server: meet.example.org, request: \"GET \(path()) HTTP/1.1\""
        if random.onceIn(2) {
            line += ", upstream: \"http://127.0.0.1:5280\(path())\""
        }
        line += ", host: \"meet.example.org\""
        if random.onceIn(2) {
            line += ", referrer: \"\(referrer())\""
        }
        if kind == .anything, random.onceIn(6) {
            let characters = Array(line)
            return String(characters[..<random.number(0...characters.count)])
        }
        return line
    }

    private mutating func apacheErrorLine() -> String {
        // Colon and port follow an IPv6 address without brackets, which only this format can tell apart.
        let peer = kind == .clean ? "\(ipv4().text) " : "\(random.onceIn(2) ? ipv4().text : ipv6().text):51514"
        var line = "[Tue Aug 25 \(timeOfDay()).123456 2026] [proxy_http:error] [pid 812:tid 140001]"
        line += " [client \(peer)] AH01114: HTTP: failed to make connection to backend: localhost"
        if random.onceIn(2) {
            line += ", referer: \(referrer())"
        }
        return line
    }

    private mutating func prosodyLine() -> String {
        let head = random.pick([
            "Aug 25 \(timeOfDay()) c2s5581e7a3a4d0\tinfo\t",
            "2026-08-25 \(timeOfDay()) bosh\(uuid())  info\t",
            "Aug 25 \(timeOfDay()) meet prosody[901]: mod_bosh: ",
            "Aug 25 \(timeOfDay()) conn-hKBDZoQ7elU\tdebug\t",
        ])
        return head
            + random.pick([
                "Client connected", "Authenticated as focus@auth.meet.example.org",
                "BOSH session created for request from \(freeAddress())",
                "New connection FD 9 (\(freeAddress()), \(number()), 192.0.2.10, 5222) on server FD 6 (*, 5222)",
                "Limiting \(freeAddress()) due to login/join rate exceeded.",
                "session=c2s5581e7a3a4d0, ip=\(freeAddress()), counter=3.",
            ])
    }

    private mutating func javaLine() -> String {
        let head = random.pick([
            "JVB 2026-08-25 \(timeOfDay()).001 INFO: [17] org.ice4j.ice.Component.addUpdateRemoteCandidates: ",
            "Jicofo 2026-08-25 \(timeOfDay()).001 WARNING: [1] ConferenceIqHandler.handle#58: ",
            "\tat org.jitsi.videobridge.Videobridge.main(Videobridge.kt:42) ",
            "Caused by: java.net.ConnectException: ",
        ])
        let (first, second) = (ipv4().text, ipv6().uncompressedText)
        guard kind == .anything else {
            return head + "Update remote candidate for stream.RTP: \(first) to (\(second))"
        }
        return head
            + random.pick([
                "\(first):46862/udp/srflx -> [\(second)]:46862/udp/host (stream.RTP)",
                "Dropping a packet. Remote address = /\(first):26330", "meet.example.org/\(first):5222 /\(second)",
                "Socket[addr=/\(first),port=\(number()),localport=4443]",
                "candidate:10000 1 udp 1853761791 \(first) 26330 typ prflx raddr \(ipv4().text) rport \(number())",
                "<candidate ip='\(first)' port='\(number())' rel-addr='\(second)' rel-port='\(number())'/>",
            ])
    }
}
