print("csrkit")
