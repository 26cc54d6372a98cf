# SPDX-License-Identifier: Apache-2.0
"""Reads what `csrkit dcv --format …` prints for Windows, as the tools would, without them."""
import re


def dnscmd(text):
    """The words of each dnscmd command after the server, and the comments."""
    found, comments = [], []
    for line in text.splitlines():
        # The command prompt would interpret these, the first of them even in a comment.
        assert not set(line) & set("&|<>^%"), line
        words = line.split()
        if words[0] == "rem":
            comments.append(" ".join(words[1:]))
        else:
            assert words[:2] == ["dnscmd", "."] and not set(line) & set('"()!,;='), line
            found.append(words[2:])
    return found, comments


class PowerShell:
    """Tokens as in the lexical structure of PowerShell, as far as the cmdlets need it."""
    TOKEN = re.compile(
        r"(?P<space>[ \t]+)|(?P<line>\r?\n)|(?P<comment>\#[^\r\n]*)|'(?P<text>(?:[^']|'')*)'"
        r"|(?P<option>-[A-Za-z]+)(?=\s)|(?P<word>[A-Za-z][A-Za-z0-9-]*)(?=\s)"
        r"|(?P<group>\((?:[^()'\"$`]|\([^()'\"$`]*\))*\))(?=\s)")

    def __init__(self, text):
        self.comments, self.statements, tokens, place = [], [], [], 0
        while place < len(text):
            match = self.TOKEN.match(text, place)
            assert match, f"not a token: {text[place:place + 40]!r}"
            place, kind = match.end(), match.lastgroup
            if kind == "comment":
                self.comments.append(match[kind][1:].strip())
            elif kind == "line":
                if tokens:
                    self.statements.append(self.statement(tokens))
                tokens = []
            elif kind != "space":
                tokens.append((kind, match[kind].replace("''", "'") if kind == "text" else match[kind]))
        assert not tokens, "the last line has no end"

    def statement(self, tokens):
        """A cmdlet and its parameters; a switch has the value True."""
        assert tokens[0][0] == "word", tokens
        parameters, name = {}, None
        for kind, value in tokens[1:]:
            if kind == "option":
                name = value[1:]
                assert name not in parameters, tokens
                parameters[name] = True
            else:
                assert name and parameters[name] is True, tokens
                parameters[name] = value
        return tokens[0][1], parameters


def tree(node):
    """Each element of an XML document as its name, its attributes and the elements in it."""
    children = [tree(child) for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]
    texts = [child.data.strip() for child in node.childNodes if child.nodeType == child.TEXT_NODE]
    assert not any(texts), texts
    return node.tagName, dict(node.attributes.items()), children
